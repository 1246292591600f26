"use strict"
// Checks the answers by the rules of the ordinary pages, and saves them to a file. It asks no server for anything.

const about = JSON.parse(document.getElementById("about").textContent)
const form = document.getElementById("papers")
const PARTS = ["day", "month", "year"]
const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
let unsaved = false

document.getElementById("without").remove()
form.hidden = false
form.addEventListener("input", () => { unsaved = true })
form.addEventListener("submit", event => { event.preventDefault(); if (show(faults())) save() })
document.getElementById("unfinished").addEventListener("click", () => { show([]); save() })
document.getElementById("open").addEventListener("change", event => { event.target.files[0]?.text().then(take) })
window.addEventListener("beforeunload", event => { if (unsaved) event.preventDefault() })

function typed(question) {
  if (question.day) return PARTS.map(part => form.elements[`${question.name}-${part}`].value.trim())
  return form.elements[question.name].value.trim()
}

function given(question) {
  const value = typed(question)
  return question.day ? value.some(Boolean) : Boolean(value)
}

// ── What is wrong ──

function faults() {
  return about.questions.map(question => [question, fault(question)]).filter(([, words]) => words)
}

function fault(question) {
  if (question.day) return given(question) ? faultOfDay(question, typed(question)) : question.required
  const value = typed(question)
  const both = about.questions.filter(one => one.item === question.item)
  const answered = both.some(given)
  if (question.limit) {
    const choice = typed(both[0])
    const [most, has] = [question.limit, value.length].map(n => n.toLocaleString("en-GB"))
    if (value.length > question.limit) return `${question.called} must be ${most} characters or fewer; it has ${has}`
    return !value && ["yes", "no"].includes(choice) ? about.unsaid : ""
  }
  return !value && (question.needed || answered) ? question.required : ""
}

function faultOfDay(question, value) {
  const missing = PARTS.filter((_, n) => !value[n])
  if (missing.length) return `${question.called} must include a ${missing.join(" and ")}`
  const [day, month, year] = [Number(value[0]), monthOf(value[1]), Number(value[2])]
  if (!/^[0-9]{4}$/.test(value[2])) return `${question.called} must have a year of 4 numbers, like 2015`
  const found = new Date(Date.UTC(year, month - 1, day))
  if (!/^[0-9]{1,2}$/.test(value[0]) || !month || found.getUTCMonth() !== month - 1 || found.getUTCDate() !== day) return `${question.called} must be a real date`
  if (year < 1900 || year > 2100) return `${question.called} must have a year between 1900 and 2100`
  const iso = found.toISOString().slice(0, 10)
  const now = new Date()
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(n => String(n).padStart(2, "0")).join("-")
  if (iso > today) return `${question.called} must be today or in the past`
  return about.earliest && iso < about.earliest ? about.tooEarly : ""
}

function monthOf(typed) {
  const word = typed.toLowerCase().replace(/\.$/, "")
  if (/^[0-9]{1,2}$/.test(word)) return Number(word) <= 12 ? Number(word) : 0
  return MONTHS.findIndex(name => name === word || name.slice(0, 3) === word || (word === "sept" && name === "september")) + 1
}

// ── Showing it ──

function show(found) {
  for (const old of form.querySelectorAll(".app-fault")) old.remove()
  for (const group of form.querySelectorAll(".govuk-form-group--error")) group.classList.remove("govuk-form-group--error")
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid")
    input.setAttribute("aria-describedby", input.dataset.said)
    if (!input.dataset.said) input.removeAttribute("aria-describedby")
  }
  const summary = document.getElementById("errors")
  summary.replaceChildren()
  if (!found.length) return true
  const list = element("ul", "govuk-list govuk-error-summary__list")
  for (const [question, words] of found) {
    const input = inputOf(question)
    const group = input.closest("fieldset")?.closest(".govuk-form-group") ?? input.closest(".govuk-form-group")
    const link = element("a", "", question.asks ? `${question.asks}: ${words}` : words)
    link.href = `#${input.id}`
    const line = element("li")
    line.append(link)
    list.append(line)
    group.classList.add("govuk-form-group--error")
    const fault = element("p", "govuk-error-message app-fault", words)
    fault.id = `${question.name}-fault`
    group.prepend(fault)
    input.setAttribute("aria-invalid", "true")
    input.dataset.said = input.getAttribute("aria-describedby") ?? ""
    input.setAttribute("aria-describedby", `${input.dataset.said} ${fault.id}`.trim())
  }
  const box = element("div", "govuk-error-summary")
  box.setAttribute("role", "alert")
  box.append(element("h2", "govuk-error-summary__title", "There is a problem"), list)
  summary.append(box)
  summary.focus()
  return false
}

function inputOf(question) {
  const named = form.elements[question.day ? `${question.name}-day` : question.name]
  return named instanceof RadioNodeList ? named[0] : named
}

function element(name, classes = "", text = "") {
  const made = document.createElement(name)
  if (classes) made.className = classes
  made.textContent = text
  return made
}

// ── Saving, and going on ──

function save() {
  const answers = Object.fromEntries(about.questions.filter(given).map(question => [question.name, typed(question)]))
  const { format, case: reference, matter } = about
  const link = element("a")
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ format, case: reference, matter, answers }, null, 1)], { type: "application/json" }))
  link.download = `papers-${reference.replace(/[^A-Za-z0-9-]+/g, "-")}-answers.json`
  link.click()
  unsaved = false
  document.getElementById("saved").textContent = `Saved as ${link.download}. Bring this file back when you are online.`
}

function take(text) {
  const wrong = document.getElementById("open-error")
  let found = null
  try { found = JSON.parse(text) } catch { found = null }
  const fits = found && found.format === about.format && found.case === about.case && found.answers
  wrong.hidden = Boolean(fits)
  wrong.textContent = fits ? "" : "These are no answers saved from this form. Choose another file; nothing was changed."
  if (!fits) return
  for (const question of about.questions) {
    const value = found.answers[question.name]
    if (value === undefined) continue
    if (question.day) PARTS.forEach((part, n) => { form.elements[`${question.name}-${part}`].value = value[n] })
    else form.elements[question.name].value = value
  }
}
