"""All settings, read from the environment, and what it lacks from `.env`; `docs/operations.md` says what each does."""

import os
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from explainer.baking.storage import storage_settings
from explainer.drawing.disputes import read_styles
from explainer.logs import configuration
from explainer.styles import article_css, csp_hash, drawing_css, figure_css, reader_css

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what running leaves behind: database, collected files, uploads
env = Env()
env_file = os.environ.get("ENV_FILE", BASE_DIR / ".env")  # for what the environment itself doesn't say; empty: no file
if env_file and not env.read_env(env_file, recurse=False) and "ENV_FILE" in os.environ:
    raise ImproperlyConfigured(f"ENV_FILE names {env_file}, and there is no such file. Leave it empty to read none.")

SECRET_KEY = env.str("SECRET_KEY", "")
KEY_LENGTH = 32  # characters: half of what token_urlsafe(50) gives, and past guessing
if len(SECRET_KEY) < KEY_LENGTH:
    wrong = f"is too short: {len(SECRET_KEY)} of at least {KEY_LENGTH} characters" if SECRET_KEY else "is not set"
    raise ImproperlyConfigured(
        f"SECRET_KEY {wrong}. Set it in the environment to a long random text that only this server knows, "
        "for example the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'. "
        "(`make demo` and `make run` make their own and keep it in .env.)"
    )
DEBUG = env.bool("DEBUG", False)
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", urlsplit(SITE_URL).hostname or ""])
BASE_PATH = "/" + env.str("BASE_PATH", "").strip("/")  # `manage.py bake --out` sets these two for a site of plain files
STATIC_COPY = env.bool("STATIC_COPY", False)  # the pages name nothing that needs the application
FORCE_SCRIPT_NAME = BASE_PATH if BASE_PATH != "/" else None
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SITE_NAME = env.str("SITE_NAME", "Explainer")
EMBED_ORIGINS: list[str] = env.list("EMBED_ORIGINS", [])  # only these may embed; empty: the list in admin decides
SHARED_CACHE_SECONDS = env.int("SHARED_CACHE_SECONDS", 30)  # s-maxage of what can be purged by its keys
SURROGATE_HEADER = env.str("SURROGATE_HEADER", "")  # Surrogate-Key, Cache-Tag or none
PURGER = env.str("PURGER", "")  # dotted path of a class of explainer.baking.purgers, or one of your own
# Kinds of sources (Source.Kind) that the desk points out where nothing stronger stands beside them.
WEAK_SOURCES: list[str] = env.list("WEAK_SOURCES", ["state_media", "encyclopaedia"])
PURGE_URL: list[str] = env.list("PURGE_URL", [])  # where it purges
PURGE_TOKEN = env.str("PURGE_TOKEN", "")
EMBED_COUNT_SECONDS = env.int("EMBED_COUNT_SECONDS", 30)  # how often counts are written; 0: nothing is counted
DEMO = env.bool("DEMO", False)  # set by `manage.py demo`: adds a page that plays a news site with embeds

try:  # how maps draw borders that states disagree about
    DISPUTED_BORDERS = tuple(sorted(read_styles(env.list("DISPUTED_BORDERS", ["dashed"])).items()))
except ValueError as error:
    raise ImproperlyConfigured(str(error)) from error

INSTALLED_APPS = [
    "explainer.apps.NewsroomAdmin",  # django.contrib.admin with the front desk
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "axes",
    "explainer",
]
MIDDLEWARE = [
    "explainer.logs.Requests",
    "django.middleware.security.SecurityMiddleware",
    "explainer.content_policy.ContentPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "explainer.rate_limits.RateLimits",
    "explainer.compression.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "explainer.baking.stale_if_error.StaleIfError",
    "explainer.desk.uncached.Uncached",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "explainer.urls"
DESK = "/admin/"  # the folder that urls.py gives it, for what only has to know that a page isn't the desk's
WSGI_APPLICATION = "explainer.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "explainer.reader.context.site",
            ],
        },
    },
]


VAR_DIR.mkdir(exist_ok=True)
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'explainer.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on while somebody writes (sqlite.org/wal.html). Immediate transactions take the write lock
    # at their start, so two of them wait for each other, up to 20 seconds, instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)  # seconds: a thread waits for it
DATABASES["default"]["CONN_MAX_AGE"] = 60
CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["explainer.passwords.Argon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
# Ten wrong passwords for one account from one address, and they wait. Not the account alone: whoever knows its name
# could keep its owner out. Not the address alone: a newsroom has one. All attempts of it are for explainer.rate_limits.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "explainer.passwords.locked_out"
AXES_CLIENT_IP_CALLABLE = "explainer.passwords.guesser"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", 16) * 3600  # from signing in: a long day
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en-gb")
FORMAT_MODULE_PATH = ["explainer.formats"]
UNICODE_SLUGS = env.bool("UNICODE_SLUGS", False)  # addresses in the titles' own script
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
BAKE_DIR = env.path("BAKE_DIR", VAR_DIR / "baked")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "baked": storage_settings(env.str("BAKE_STORAGE", "")),
    "staticfiles": {"BACKEND": "explainer.static_files.StaticFiles"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # bytes of a form without its files: a pasted article may have 5 MB

# Nothing from other hosts, nothing inline but the one style sheet that is allowed by its hash.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [
            SELF,
            csp_hash(reader_css()),
            csp_hash(article_css()),
            csp_hash(drawing_css()),
            csp_hash(figure_css()),
        ],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["explainer"],
    }
}
log_format = env.str("LOG_FORMAT", "text" if DEBUG or sys.stderr.isatty() else "json")
LOGGING = configuration(env.str("LOG_LEVEL", "INFO").upper(), log_format)
METRICS_TOKEN = env.str("METRICS_TOKEN", "")  # who shows it may read /metrics; without one, only this machine may
# Requests a minute from one address for what costs; baked files are never counted (explainer/rate_limits.py).
RATE_LIMITS = {"live": 300, "search": 60, "oembed": 120, "preview": 120, "desk": 600, "sign_in": 30}
RATE_LIMITS |= env.dict("RATE_LIMITS", {}, subcast_values=int)
RATE_LIMITS_FILE = VAR_DIR / "rate-limits.sqlite3"
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", ["127.0.0.1", "::1"])  # whose X-Forwarded-For is believed
# No page asks for any of it; copying what to paste is the one thing that ours do.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "browsing-topics": [], "camera": [], "display-capture": [], "geolocation": [], "microphone": [], "payment": [],
    "usb": [], "clipboard-write": ["self"],
}  # fmt: skip
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 0)  # for how long browsers come by HTTPS alone; goes out with HTTPS only
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
