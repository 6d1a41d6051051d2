// Whoever signs in again in another tab has another token: what this page sends then has that one, not the one that it
// was opened with. Forms get it as they are sent or read; modules that ask the newsroom by themselves call `token`.
const cookie = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1];
export const token = () => cookie() ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

addEventListener("formdata", ({ formData }) => formData.has("csrfmiddlewaretoken") && formData.set("csrfmiddlewaretoken", token()), true);
