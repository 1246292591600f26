"""Case references and matters in addresses. A reference may hold any character; a slash is written ~s and a tilde ~t."""

from django.urls import register_converter

from casereview.rules.codes import Matter


class Reference:
    """`<reference:reference>` in the site map."""

    regex = r"[^/\x00]+"

    def to_python(self, value: str) -> str:
        return value.replace("~s", "/").replace("~t", "~")

    def to_url(self, value: str) -> str:
        return str(value).replace("~", "~t").replace("/", "~s")


register_converter(Reference, "reference")


class MatterInAddress:
    """`<matter:matter>`: what papers are about."""

    regex = "[a-z_]+"

    def to_python(self, value: str) -> Matter:
        return Matter(value)

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(MatterInAddress, "matter")
