"""What the panel's own rules say of a view that it is about to take. They guide and never forbid: an override has a reason.

The panel's second report, paragraphs 14 to 18 and 34 to 35 (domain.md, R-NI-1 to R-NI-8).
"""

from casereview.rules import cautions
from casereview.rules.cautions import Caution
from casereview.rules.codes import Matter, View
from casereview.rules.facts import CaseFile

AGAINST_AGREEING = (Caution.PREMATURE, Caution.LATE, Caution.COST, Caution.CRITERIA_MET, Caution.ALWAYS)
"""What gives pause before the panel agrees with a decision not to review."""
AGAINST_DOUBTING = (Caution.PERPETRATOR, Caution.MANY_CHILDREN, Caution.IN_UTERO)
"""What lies outside the definition, and gives pause before the panel asks for a review of it."""


def warnings(file: CaseFile, matter: Matter, view: View) -> list[Caution]:
    """The panel's own rules that a view on the matter would go against."""
    decision = file.decision
    if matter != Matter.NON_INITIATION or decision is None or decision.initiate:
        return []
    against = {View.AGREE: AGAINST_AGREEING, View.DISAGREE: AGAINST_DOUBTING}.get(view, ())
    found = cautions.on_decision(file, cautions.as_recorded(file, decision))
    return [caution for caution in found if caution in against]
