"""What can be put on record about a review, by the word for it in the address: its form, its act and who may do it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from casereview.casework import acts
from casereview.rules import permits
from casereview.web.publishing import forms as publishing
from casereview.web.reviews import forms


class Record(NamedTuple):
    """One thing that can be put on record: what the link to it says, its form and its act."""

    link: str
    form: type[forms.OnReview]
    act: Callable[..., Any]
    permit: Callable[..., permits.Permit] = permits.manage_review
    section: str = "commissioning"
    page: str = "review"
    """The page that shows it, and to which one comes back."""

    def answers(self, form: Any) -> dict[str, Any]:
        """What the act is told: the answers and, of a form about a file, which file was on the page."""
        document = {"document": form.document} if hasattr(form, "document") else {}
        return {**form.cleaned_data, **document}


RECORDS: Mapping[str, Record] = {
    "terms": Record("Record terms of reference", forms.TermsForm, acts.commission),
    "reviewer": Record("Appoint a reviewer", forms.EngageForm, acts.engage),
    "plan": Record("Set an expected day", forms.PlanForm, acts.plan, section="stages"),
    "stage": Record("Record a stage as done", forms.StageForm, acts.reach, section="stages"),
    "process": Record("Record a process beside the review", forms.ProcessForm, acts.note_process, section="processes"),
    "delay": Record("Say why the review stood still", forms.DelayForm, acts.explain_delay, section="delay"),
    "copy": Record("Copy it to the panel", publishing.CopyForm, acts.copy_to_panel, section="told", page="publishing"),
    "notice": Record(
        "Record that somebody was told",
        publishing.NoticeForm,
        acts.tell_of_publication,
        section="told",
        page="publishing",
    ),
    "embargo": Record(
        "Set or lift an embargo", publishing.EmbargoForm, acts.embargo, section="told", page="publishing"
    ),
    "expert": Record(
        "Record expert, independent advice",
        publishing.ExpertForm,
        acts.take_expert_advice,
        section="not_publishing",
        page="publishing",
    ),
    "sighting": Record(
        "Record that you looked where it is published",
        publishing.SightForm,
        acts.sight,
        permits.record_publication,
        section="published",
        page="publishing",
    ),
    "take-down": Record(
        "Take it down", publishing.TakeDownForm, acts.take_down, section="published", page="publishing"
    ),
    "harm": Record(
        "Record harm after publication",
        publishing.HarmForm,
        acts.record_harm,
        permits.record_harm,
        section="published",
        page="publishing",
    ),
    "approve": Record(
        "Approve it",
        publishing.ApproveForm,
        acts.approve,
        permits.approve_report,
        section="approval",
        page="publishing",
    ),
    "person": Record(
        "Add a person, or what the report calls somebody",
        publishing.PersonForm,
        acts.keep_out,
        section="people_kept_out",
        page="report_looks_for",
    ),
    "keep-out": Record(
        "Add what is to be kept out",
        publishing.KeepOutForm,
        acts.keep_out,
        section="kept_out",
        page="report_looks_for",
    ),
    "press": Record(
        "Add press or court text",
        publishing.PressForm,
        acts.add_press_text,
        section="press_texts",
        page="report_looks_for",
    ),
    "request": Record("Ask an agency", forms.RequestForm, acts.ask_agency, section="agencies"),
    "return": Record("Record that an agency answered", forms.ReturnForm, acts.receive_from_agency, section="agencies"),
    "involvement": Record("Record somebody’s part", forms.InvolvementForm, acts.involve, section="people"),
    "cost": Record("Record a cost", forms.CostForm, acts.spend, permits.costs, section="cost"),
    "marker": Record(
        "Write of a marker", forms.MarkerForm, acts.assess, permits.assess, section="quality", page="quality"
    ),
}
