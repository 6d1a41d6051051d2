// Asks the browser for a passkey, or to make one, and sends what it answers with the form.
const form = document.querySelector("[data-passkey]");

async function ask() {
  const options = JSON.parse(document.getElementById("passkey-options").textContent);
  if (form.dataset.passkey === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const credential = await ask().catch(() => null); // no device, or its owner said no
  if (!credential) {
    form.querySelector("[role=status]").textContent = form.dataset.failed;
    return;
  }
  form.elements.answer.value = JSON.stringify(credential.toJSON());
  form.submit(); // without this listener
});
