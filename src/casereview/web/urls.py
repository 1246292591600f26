"""The whole site map, on one page."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from casereview.web import accounts, home, references  # noqa: F401 (references: the <reference:…> of case addresses)
from casereview.web.answers import views as answers
from casereview.web.approaches import views as approaches
from casereview.web.boards import views as boards
from casereview.web.cases import views as cases
from casereview.web.catalogue import views as catalogue
from casereview.web.chronology import views as chronology
from casereview.web.decisions import views as decisions
from casereview.web.figures import views as figures
from casereview.web.guidance import views as guidance
from casereview.web.letters import views as letters
from casereview.web.meetings import like
from casereview.web.meetings import views as meetings
from casereview.web.members import views as members
from casereview.web.notifications import drafting
from casereview.web.notifications import views as notifications
from casereview.web.notifications.later import views as later
from casereview.web.panel import log
from casereview.web.panel import views as panel
from casereview.web.papers import offline
from casereview.web.papers import views as papers
from casereview.web.public.urls import urlpatterns as repository
from casereview.web.publishing import views as publishing
from casereview.web.recommendations import views as recommendations
from casereview.web.register import views as register
from casereview.web.reviewers import views as reviewers
from casereview.web.reviews import views as reviews
from casereview.web.searches import views as searches

urlpatterns = [
    path("", home.start, name="home"),
    path("capacity", home.capacity, name="capacity"),
    path("accessibility", home.accessibility, name="accessibility"),
    path("privacy", home.privacy, name="privacy"),
    path("health", home.health, name="health"),
    # The case file, and the lists of cases
    path("work", cases.work, name="work"),
    path("cases", cases.cases, name="cases"),
    path("cases/<reference:reference>", cases.case, name="case"),
    path("cases/<reference:reference>/clocks/<slug:key>/<str:started_by>", cases.clock, name="clock"),
    path("cases/<reference:reference>/facts/<slug:kind>/<str:fact>/correct", cases.correct, name="correct"),
    path("cases/<reference:reference>/looks", cases.looks, name="looks"),
    path("cases/<reference:reference>/past", cases.past, name="past"),
    # The notifier: drafts of a notification, what was sent, and what is learned of a child afterwards
    path("notifications", notifications.notifications, name="notifications"),
    path("notifications/new", notifications.new, name="notification_new"),
    path("notifications/<slug:key>", drafting.resume, name="notification"),
    path("notifications/<slug:key>/check", drafting.check, name="notification_check"),
    path("notifications/<slug:key>/same", drafting.same, name="notification_same"),
    path("notifications/<slug:key>/discard", drafting.discard, name="notification_discard"),
    path("notifications/<slug:key>/children/<int:child>/take-out", drafting.take_out, name="notification_take_out"),
    path("notifications/<slug:key>/<slug:slug>", drafting.step, name="notification_step"),
    path("cases/<reference:reference>/notifications/<str:notification>", notifications.notified, name="notified"),
    path(
        "cases/<reference:reference>/notifications/<str:notification>/withdraw", notifications.withdraw, name="withdraw"
    ),
    path(
        "cases/<reference:reference>/notifications/<str:notification>/withdrawn",
        notifications.withdrawn,
        name="withdrawn",
    ),
    path("cases/<reference:reference>/children/<int:child>/learn", later.learn, name="learn"),
    path("cases/<reference:reference>/children/<int:child>/learn/<slug:what>", later.learned, name="learned"),
    # The decision: prepared by the board, made by its Chair, told to the panel
    path("cases/<reference:reference>/decision", decisions.decide, name="decide"),
    path("cases/<reference:reference>/decision/recorded", decisions.decided, name="decided"),
    path("cases/<reference:reference>/decision/prepare", decisions.prepare, name="prepare_decision"),
    path("cases/<reference:reference>/decision/prepare/<slug:key>", decisions.page, name="prepare_decision_page"),
    path("cases/<reference:reference>/tell-panel", decisions.tell_panel, name="tell_panel"),
    # The papers that a board sends the panel
    path("cases/<reference:reference>/papers/<matter:matter>", papers.papers, name="papers"),
    path("cases/<reference:reference>/papers/<matter:matter>/sent", papers.sent, name="papers_sent"),
    path("cases/<reference:reference>/papers/<matter:matter>/items/<slug:item>", papers.item, name="papers_item"),
    path("cases/<reference:reference>/papers/<matter:matter>/documents", papers.attach, name="attach"),
    path("cases/<reference:reference>/papers/<matter:matter>/offline", offline.offline, name="papers_offline"),
    path("cases/<reference:reference>/papers/<matter:matter>/offline/form", offline.form_file, name="papers_form_file"),
    path("cases/<reference:reference>/papers/<matter:matter>/offline/receive", offline.receive, name="papers_receive"),
    path("cases/<reference:reference>/papers/<matter:matter>/offline/receipt", offline.receipt, name="papers_receipt"),
    path("cases/<reference:reference>/attachments/<slug:attachment>", papers.attachment, name="attachment"),
    path("cases/<reference:reference>/submissions/<str:submission>/take-back", papers.take_back, name="take_back"),
    # The panel's secretariat
    path("panel", panel.panel, name="panel"),
    path("panel/contacts/new", panel.contact, name="contact"),
    path("panel/meetings/new", panel.meet, name="meet"),
    path("panel/log", log.log, name="log"),
    path("panel/log/<slug:kind>/<str:fact>/correct", log.correct, name="correct_contact"),
    path("cases/<reference:reference>/submissions/<str:submission>", panel.submission, name="submission"),
    path("cases/<reference:reference>/submissions/<str:submission>/check", panel.check, name="check"),
    path("cases/<reference:reference>/advice/<matter:matter>", panel.advise, name="advise"),
    path("cases/<reference:reference>/response/<matter:matter>", panel.respond, name="respond"),
    path("cases/<reference:reference>/report", panel.receive_report, name="receive_report"),
    path("cases/<reference:reference>/publication", panel.publish, name="publish"),
    # The panel's meetings: agendas, the members' sealed views, and what was advised on like cases
    path("panel/meetings", meetings.meetings_page, name="meetings"),
    path("panel/meetings/plan", meetings.plan, name="plan_meeting"),
    path("panel/meetings/agreement", like.agreement, name="agreement"),
    path("panel/meetings/<slug:meeting>", meetings.agenda, name="agenda"),
    path("panel/meetings/<slug:meeting>/attendance", meetings.attendance, name="attendance"),
    path("panel/meetings/<slug:meeting>/pack", meetings.pack, name="pack"),
    path("cases/<reference:reference>/agenda/<slug:listing>", meetings.take_off, name="take_off"),
    path("cases/<reference:reference>/view/<matter:matter>", meetings.opine, name="opine"),
    path("cases/<reference:reference>/views/<matter:matter>", meetings.views, name="views"),
    path("cases/<reference:reference>/request/<matter:matter>", meetings.ask, name="ask"),
    path("cases/<reference:reference>/like/<matter:matter>", like.like, name="like"),
    # The panel's members: their terms and interests, and the cases in which they take no part
    path("panel/members", members.members, name="members"),
    path("panel/members/appoint", members.appoint, name="appoint_member"),
    path("panel/members/<str:term>/extend", members.extend, name="term_extend"),
    path("panel/members/<str:term>/step-down", members.step_down, name="term_step_down"),
    path("panel/interests/new", members.declare, name="declare"),
    path("cases/<reference:reference>/recusal", members.recuse, name="recuse"),
    # The review: how it is commissioned, how far it has come, and who reviews
    path("reviews", reviews.ageing, name="ageing"),
    path("cases/<reference:reference>/review", reviews.review, name="review"),
    path("cases/<reference:reference>/review/<slug:what>/new", reviews.record, name="review_record"),
    path("cases/<reference:reference>/quality", reviews.quality, name="quality"),
    path("cases/<reference:reference>/chronology", chronology.merged, name="chronology"),
    path("cases/<reference:reference>/chronology/add", chronology.add, name="chronology_add"),
    path("cases/<reference:reference>/chronology.docx", chronology.as_word, name="chronology_word"),
    path("cases/<reference:reference>/publishing", publishing.publication, name="publishing"),
    path("cases/<reference:reference>/publishing/upload", publishing.upload, name="report_upload"),
    path("cases/<reference:reference>/publishing/reads", publishing.reads, name="report_reads"),
    path("cases/<reference:reference>/publishing/check", publishing.check, name="report_check"),
    path("cases/<reference:reference>/publishing/looks-for", publishing.looks_for, name="report_looks_for"),
    path("cases/<reference:reference>/publishing/redact", publishing.redact, name="report_redact"),
    path("cases/<reference:reference>/publishing/release", publishing.release, name="report_release"),
    path("cases/<reference:reference>/documents/<slug:document>", publishing.report_file, name="report_document"),
    path("harm-after-publication", publishing.harms, name="harms"),
    path("reviewers", reviewers.reviewers, name="reviewers"),
    path("reviewers/new", reviewers.register, name="reviewer_new"),
    path("reviewers/<slug:key>", reviewers.reviewer, name="reviewer"),
    path("reviewers/<slug:key>/<slug:what>/new", reviewers.add, name="reviewer_add"),
    # The board's answers to advice, and the register of advice not accepted
    path("cases/<reference:reference>/answer/<matter:matter>", answers.answer, name="answer"),
    path("panel/answers", answers.awaited, name="answers_awaited"),
    path("register", register.advice_not_accepted, name="register"),
    # Those outside of any case: people with no board, boards heard of or not, a board's own page
    path("panel/approaches", approaches.approaches, name="approaches"),
    path("panel/approaches/<str:approach>", approaches.reply, name="approach"),
    path("panel/boards", boards.boards, name="boards"),
    path("panel/boards/write", boards.write, name="boards_write"),
    path("board", boards.own, name="own_board"),
    path("board/nil-return", boards.nil_return, name="nil_return"),
    # The panel's own recommendations
    path("recommendations", recommendations.every, name="recommendations"),
    path("recommendations/<str:recommendation>/<slug:addressee>", recommendations.one, name="recommendation"),
    path(
        "recommendations/<str:recommendation>/<slug:addressee>/<slug:step>",
        recommendations.record,
        name="recommendation_record",
    ),
    # The panel's letters: written, countersigned, issued
    path("panel/letters", letters.every, name="letters"),
    path("panel/letters/<int:number>/again", letters.send_again, name="letter_again"),
    path("cases/<reference:reference>/letters/about/<str:about>", letters.write, name="letter_write"),
    path("cases/<reference:reference>/letters/drafts/<slug:letter_key>", letters.draft, name="letter_draft"),
    path(
        "cases/<reference:reference>/letters/drafts/<slug:letter_key>/countersign",
        letters.countersign,
        name="letter_countersign",
    ),
    path("cases/<reference:reference>/letters/drafts/<slug:letter_key>/issue", letters.issue, name="letter_issue"),
    path("cases/<reference:reference>/letters/<str:letter>", letters.letter, name="letter"),
    path("cases/<reference:reference>/letters/<str:letter>/letter.pdf", letters.as_pdf, name="letter_pdf"),
    path("cases/<reference:reference>/letters/<str:letter>/letter.docx", letters.as_word, name="letter_word"),
    # The national figures, and the guidance that everything is measured by
    path("figures", figures.figures, name="figures"),
    path("figures.csv", figures.as_csv, name="figures_csv"),
    path("figures.json", figures.as_json, name="figures_json"),
    path("figures/changes", figures.moved, name="figure_changes"),
    path("figures/<slug:key>", figures.figure, name="figure"),
    path("guidance", guidance.guidance, name="guidance"),
    path("guidance/compare", guidance.compared, name="guidance_compare"),
    path("guidance/days", guidance.counting, name="guidance_days"),
    path("guidance/<slug:id>", guidance.edition, name="guidance_edition"),
    # The repository's own staff
    path("catalogue", catalogue.catalogue, name="catalogue"),
    path("catalogue/new", catalogue.new, name="catalogue_new"),
    path("catalogue/deposits/<slug:deposit>", catalogue.deposit, name="catalogue_deposit"),
    path("catalogue/deposits/<slug:deposit>/begin", catalogue.begin, name="catalogue_begin"),
    path("catalogue/deposits/<slug:deposit>/decline", catalogue.decline, name="catalogue_decline"),
    path("catalogue/drafts/<slug:key>", catalogue.draft, name="catalogue_draft"),
    path("catalogue/drafts/<slug:key>/<slug:kind>/<int:number>", catalogue.point, name="catalogue_point"),
    path("catalogue/drafts/<slug:key>/check", catalogue.check, name="catalogue_check"),
    path("catalogue/drafts/<slug:key>/discard", catalogue.discard, name="catalogue_discard"),
    path("catalogue/entries", catalogue.entries, name="catalogue_entries"),
    path("catalogue/entries/<slug:entry>", catalogue.entry, name="catalogue_entry"),
    path("catalogue/entries/<slug:entry>/revise", catalogue.revise, name="catalogue_revise"),
    path("catalogue/entries/<slug:entry>/withdraw", catalogue.withdraw, name="catalogue_withdraw"),
    path("catalogue/entries/<slug:entry>/merge", catalogue.merge, name="catalogue_merge"),
    path("catalogue/entries/<slug:entry>/themes", catalogue.decide, name="catalogue_decide"),
    path("catalogue/entries/<slug:entry>/code", catalogue.code, name="catalogue_code"),
    path("catalogue/themes", catalogue.themes, name="catalogue_themes"),
    path("catalogue/use", catalogue.used, name="catalogue_use"),
    # Searches that somebody keeps
    path("searches", searches.searches, name="searches"),
    path("searches/new", searches.save, name="save_search"),
    path("searches/<slug:key>/forget", searches.forget, name="forget_search"),
    # The national repository, open to everybody; it can also be served alone, with a site map of its own
    *repository,
    # Signing in. The names are allauth's; what it offers beyond these is not reachable.
    path(
        "sign-in",
        accounts.SignInPage.as_view(extra_context={"sample_people": home.sample_people}),
        name="account_login",
    ),
    path("sign-up", account.signup, name="account_signup"),  # which says that nobody does
    path("sign-in/code", second_factor.authenticate, name="mfa_authenticate"),
    path("sign-out", accounts.SignOut.as_view(), name="account_logout"),
    path("account/confirm", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/password", account.password_change, name="account_change_password"),
    path("account/password/reset", account.password_reset, name="account_reset_password"),
    path("account/password/reset/sent", account.password_reset_done, name="account_reset_password_done"),
    path(
        "account/password/reset/done",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/codes", second_factor.index, name="mfa_index"),
    path("account/codes/start", totp.activate_totp, name="mfa_activate_totp"),
    path("account/codes/stop", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/codes/recovery", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/codes/recovery/new", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]

handler400 = "casereview.web.errors.malformed"
handler403 = "casereview.web.errors.forbidden"
handler404 = "casereview.web.errors.absent"
handler429 = "casereview.web.errors.too_many"
handler500 = "casereview.web.errors.broken"
