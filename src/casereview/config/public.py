"""The settings of the public site alone: `casereview serve --public`. No page, no table and no code of casework is loaded."""

from casereview.config.settings import *  # noqa: F403
from casereview.config.settings import MIDDLEWARE as WHOLE

PUBLIC_ALONE = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",  # for the tables that saved searches refer to; nobody signs in here
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "casereview.ledger",
    "casereview.people",
    "casereview.library",
    "casereview.web",
]

SERVED = {
    "casereview.web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
}
MIDDLEWARE = [one for one in WHOLE if one in SERVED]

ROOT_URLCONF = "casereview.web.public.site"
AUTHENTICATION_BACKENDS = []
