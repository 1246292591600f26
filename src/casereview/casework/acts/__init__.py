"""Every write to casework is an act: a verb that adds facts to a case file, in one transaction, with its ledger links.

`from casereview.casework import acts` and then `acts.decide(reference, by=…, on=…, initiate=…)`.
"""

from casereview.casework.acts.commissioning import add_feedback, add_post, commission, engage, register
from casereview.casework.acts.contacts import contact, correct_contact, meet
from casereview.casework.acts.correcting import correct
from casereview.casework.acts.deciding import decide, tell_panel
from casereview.casework.acts.involving import (
    add_chronology,
    ask_agency,
    assess,
    involve,
    match_entries,
    receive_from_agency,
    spend,
)
from casereview.casework.acts.keeping_out import add_press_text, keep_out
from casereview.casework.acts.meetings import ask, opine, plan_meeting, put_on, take_off, unseal
from casereview.casework.acts.members import appoint_member, declare, extend_term, recuse, step_down
from casereview.casework.acts.notifying import notify, withdraw
from casereview.casework.acts.panel import Attached as Attached
from casereview.casework.acts.panel import advise, check, respond, submit, withdraw_papers
from casereview.casework.acts.progress import explain_delay, note_process, plan, reach
from casereview.casework.acts.publishing import (
    approve,
    check_again,
    confirm,
    copy_to_panel,
    decide_hits,
    embargo,
    record_harm,
    redact,
    release,
    sight,
    take_down,
    take_expert_advice,
    tell_of_publication,
    upload,
)
from casereview.casework.acts.reaching import nil_return, reply, write_to_silent
from casereview.casework.acts.recommending import answer_recommendation, grade, recommend_as_reported, set_target
from casereview.casework.acts.reviewing import identify, learn, publish, receive_report
from casereview.casework.acts.writing import countersign, issue, remind

__all__ = [
    "add_chronology",
    "add_feedback",
    "add_post",
    "add_press_text",
    "advise",
    "answer_recommendation",
    "appoint_member",
    "approve",
    "ask",
    "ask_agency",
    "assess",
    "check",
    "check_again",
    "commission",
    "confirm",
    "contact",
    "copy_to_panel",
    "correct",
    "correct_contact",
    "countersign",
    "decide",
    "decide_hits",
    "declare",
    "embargo",
    "engage",
    "explain_delay",
    "extend_term",
    "grade",
    "identify",
    "involve",
    "issue",
    "keep_out",
    "learn",
    "match_entries",
    "meet",
    "nil_return",
    "note_process",
    "notify",
    "opine",
    "plan",
    "plan_meeting",
    "publish",
    "put_on",
    "reach",
    "receive_from_agency",
    "receive_report",
    "recommend_as_reported",
    "record_harm",
    "recuse",
    "redact",
    "register",
    "release",
    "remind",
    "reply",
    "respond",
    "set_target",
    "sight",
    "spend",
    "step_down",
    "submit",
    "take_down",
    "take_expert_advice",
    "take_off",
    "tell_of_publication",
    "tell_panel",
    "unseal",
    "upload",
    "withdraw",
    "withdraw_papers",
    "write_to_silent",
]
