"""Settings, read from the environment. docs/operating.md explains each for the people who run the system."""

import environ
from csp.constants import NONE, SELF

from casereview.config import home

env = environ.Env()

HOME = home.folder()
DEBUG = False
SECRET_KEY = home.secret_key()
ALLOWED_HOSTS = env.list("CASEREVIEW_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
HTTPS = env.bool("CASEREVIEW_HTTPS", default="CASEREVIEW_HOSTS" in env.ENVIRON)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "casereview.ledger",
    "casereview.people",
    "casereview.casework",
    "casereview.library",
    "casereview.web",
]

MIDDLEWARE = [
    "casereview.web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "casereview.web.sessions.Idleness",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "casereview.web.capacity.Capacity",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "casereview.web.errors.Refusals",
]

ROOT_URLCONF = "casereview.web.urls"
WSGI_APPLICATION = "casereview.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "casereview.web.jinja.environment",
            "context_processors": ["casereview.web.jinja.every_page"],
        },
    },
    {  # only for the libraries' own templates that ours do not replace
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
FORM_RENDERER = "casereview.web.fields.Renderer"

# Databases: SQLite in the data folder, or whatever DATABASE_URL names.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{HOME / 'casereview.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE and a long timeout: no "database is locked" under contention. FULL: an acknowledged write survives
    # a loss of power. recursive_triggers: REPLACE cannot pass by the triggers that keep facts as they are.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-64000;"
            "PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;"
            "PRAGMA recursive_triggers=ON"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "casereview.web.accounts.Accounts"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"  # a page of allauth's that we have not made ours is an error, not a stray style
ACCOUNT_FORMS = {
    "login": "casereview.web.accounts.SignIn",
    "change_password": "casereview.web.accounts.ChangePassword",
    "reset_password": "casereview.web.accounts.ResetPassword",
    "reset_password_from_key": "casereview.web.accounts.NewPassword",
    "reauthenticate": "casereview.web.accounts.ConfirmPassword",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "5/h/ip,5/d/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CASEREVIEW_PROXIES", default=0)
MFA_ADAPTER = "casereview.web.accounts.SecondFactors"
MFA_FORMS = {
    "authenticate": "casereview.web.accounts.EnterCode",
    "reauthenticate": "casereview.web.accounts.ConfirmCode",
    "activate_totp": "casereview.web.accounts.StartCodes",
    "deactivate_totp": "casereview.web.accounts.StopCodes",
    "generate_recovery_codes": "casereview.web.accounts.NewRecoveryCodes",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # those who give accounts enter the address
MFA_TOTP_ISSUER = "casereview"

SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # in all, however busy
SESSION_IDLE_MINUTES = env.int("CASEREVIEW_IDLE_MINUTES", default=30)
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # never in a cookie
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "casereview.web.errors.forged"
CSRF_TRUSTED_ORIGINS = env.list("CASEREVIEW_ORIGINS", default=[])

SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.int("CASEREVIEW_PROXIES", default=0) else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"  # under "no-referrer" browsers send forms as from nowhere, and they are refused
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

PUBLIC_ALONE = False
"""Whether the public repository is served without the rest: casereview.config.public."""
PUBLIC_ADDRESS = env.str("CASEREVIEW_ADDRESS", default="http://localhost:8000").rstrip("/")
PUBLIC_RATE = env.int("CASEREVIEW_PUBLIC_RATE", default=300)
PUBLIC_LEAVE_TO = env.str("CASEREVIEW_LEAVE_TO", default="https://www.bbc.co.uk/weather")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "documents"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

EMAIL_BACKEND = env.str("CASEREVIEW_EMAIL", default="django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"
NOTIFY_KEY = env.str("CASEREVIEW_NOTIFY_KEY", default="")  # read by casereview.config.notify alone
NOTIFY_TEMPLATE = env.str("CASEREVIEW_NOTIFY_TEMPLATE", default="")
DEFAULT_FROM_EMAIL = env.str("CASEREVIEW_FROM", default="casereview@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("CASEREVIEW_LOG", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
