"""Addresses and networks of machines, as settings name them."""

import ipaddress
from collections.abc import Iterable

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def read_networks(texts: Iterable[str]) -> list[Network]:
    """The networks that these texts name; an address is a network of one. Raises ValueError, with what is wrong."""
    return [ipaddress.ip_network(text.strip()) for text in texts if text.strip()]


def is_in(text: str, networks: Iterable[Network]) -> bool:
    """True if the text is an address of one of the networks, also written as IPv6 where it is IPv4."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    plain = getattr(address, "ipv4_mapped", None) or address
    return any(plain in network for network in networks)
