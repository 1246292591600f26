// The pages work without this. It counts characters, moves to errors, and keeps a button from being pressed twice.
import { initAll } from "./govuk.js"

document.body.classList.add("js-enabled", "govuk-frontend-supported")
initAll()
