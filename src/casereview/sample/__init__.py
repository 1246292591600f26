"""The sample national caseload: an invented country whose case files give the figures of the panel's second report.

`load.load` tells some 1,300 stories through the acts, in an empty database. `places` and `people` say where and who,
`stories` what happens, `plan` how often and when, `casting` on which board's files, and `live` what is under way.
"""
