// Marks that JavaScript works, before anything is drawn.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
