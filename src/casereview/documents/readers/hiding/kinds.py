"""The kinds of hiding, and why each matters. The value is the words on the page."""

METADATA = "properties"
FILE_NAME = "file name"
CHANGES = "tracked change"
COMMENT = "comment"
HIDDEN_TEXT = "hidden text"
COVERED = "text under a box"
HIDDEN_SHEET = "hidden sheet"
REVISION = "earlier version"
REMOVED = "removed page"
ALT_TEXT = "alternative text"
ATTACHMENT = "attached file"
CUSTOM_DATA = "custom data"
BOOKMARK = "bookmark"
FORM_FIELD = "form field"
SCRIPT = "script"
LINK = "link to a file"
LAYER = "hidden layer"
PICTURE = "picture with more than it shows"
SCANNED_TEXT = "text layer of a scan"

WHY = {
    METADATA: "A reader sees who made the file, when, and sometimes the child’s name in its title.",
    FILE_NAME: "A file goes out under its name, and names of files are often names of people.",
    CHANGES: "What was deleted can be brought back with two clicks, with the name of who deleted it.",
    COMMENT: "Comments are read as easily as the text, and name those who wrote them.",
    HIDDEN_TEXT: "It does not show, but is copied, searched and read aloud with the rest.",
    COVERED: "A box over text hides it from the eye alone: it is copied and searched with the rest.",
    HIDDEN_SHEET: "A hidden sheet is shown by two clicks. One gave away 9,483 people in 2023.",
    REVISION: "The file still holds how it was before it was last saved, and programs can bring that back.",
    REMOVED: "The page is no longer shown, but is still in the file.",
    ALT_TEXT: "It is read aloud instead of a picture, and may name who is in it.",
    ATTACHMENT: "A whole other file goes out with this one.",
    CUSTOM_DATA: "Programs keep data of their own in a file: case numbers, names, addresses of servers.",
    BOOKMARK: "Its name is shown in the list of bookmarks.",
    FORM_FIELD: "What was filled in stays in the file, shown or not.",
    SCRIPT: "It runs when the file is opened.",
    LINK: "It shows where the file lay, often with the name of a person or a case.",
    LAYER: "A layer that is switched off is switched on by a click.",
    PICTURE: "What was cut off a picture, or the camera’s notes with place and time, is still in the file.",
    SCANNED_TEXT: "A scan’s text layer is searched and copied, and stays when the picture is painted over.",
}

TO_READ = frozenset({ALT_TEXT, BOOKMARK, FILE_NAME, METADATA, SCANNED_TEXT})
"""Kinds that good files have as well. They are read for what they say; the others have to go before the file is published."""
