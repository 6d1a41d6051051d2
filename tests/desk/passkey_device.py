"""A passkey device in software, for what a real one would refuse to do (W3C Web Authentication, level 3).

It makes keys on P-256 without attestation and signs what it is told to: for another site, with another's counter.
"""

import json
import os
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as encoded

HOST, ORIGIN = "testserver", "http://testserver"
PRESENT, MADE = 0x01, 0x40  # flags of the authenticator data, section 6.1


class Device:
    def __init__(self):
        self.key, self.id, self.uses = ec.generate_private_key(ec.SECP256R1()), os.urandom(32), 0

    def make(self, options):
        """The answer to what a page asks for to add a passkey."""
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        made = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        data = self._data(HOST, PRESENT | MADE) + made
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {"attestationObject": encoded(attestation)}, _said("webauthn.create", options["challenge"], ORIGIN)
        )

    def use(self, options, *, host=HOST, origin=ORIGIN, flags=PRESENT, kind="webauthn.get"):
        """The answer to what a page asks for to sign in."""
        self.uses += 1
        data, said = self._data(host, flags), _said(kind, options["challenge"], origin)
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer({"authenticatorData": encoded(data), "signature": encoded(signature)}, said)

    def _data(self, host, flags):
        return sha256(host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _answer(self, response, said):
        name = encoded(self.id)
        response = {**response, "clientDataJSON": encoded(said)}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def _said(kind, challenge, origin):
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()
