"""All settings, read from the environment, and what it lacks from `.env`; `docs/operations.md` says what each does."""

import os
import sys
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from explainer.baking.storage import storage_settings
from explainer.drawing.disputes import read_styles
from explainer.logs import configuration
from explainer.private_files import keep_private
from explainer.styles import article_css, csp_hash, drawing_css, figure_css, reader_css
from explainer.text.networks import read_networks

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what running leaves behind: database, collected files, uploads
env = Env()
env_file = os.environ.get("ENV_FILE", BASE_DIR / ".env")  # for what the environment itself doesn't say; empty: no file
if env_file and not env.read_env(env_file, recurse=False) and "ENV_FILE" in os.environ:
    raise ImproperlyConfigured(f"ENV_FILE names {env_file}, and there is no such file. Leave it empty to read none.")

# Empty, these would mean the folder that a command happens to be started in, no database, no host.
for name in ("BAKE_DIR", "MEDIA_ROOT", "DATABASE_URL", "CACHE_URL", "SITE_URL", "TIME_ZONE", "LANGUAGE_CODE"):
    if env.str(name, None) == "":
        raise ImproperlyConfigured(f"{name} is empty. Say what it is, or leave the line out: then its default holds.")
for name in ("BAKE_DIR", "MEDIA_ROOT"):
    if not env.path(name, Path("/")).is_absolute():
        raise ImproperlyConfigured(
            f"{name} is “{env.str(name)}”, another folder wherever a command is started. Give the whole path."
        )

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
SHARED_CACHE_SECONDS = env.int(
    "SHARED_CACHE_SECONDS", 30, validate=validate.Range(0)
)  # s-maxage of what can be purged by its keys
SURROGATE_HEADER = env.str("SURROGATE_HEADER", "")  # Surrogate-Key, Cache-Tag or none
PURGER = env.str("PURGER", "")  # dotted path of a class of explainer.baking.purgers, or one of your own
# Kinds of sources (Source.Kind) that the desk points out where nothing stronger stands beside them.
WEAK_SOURCES: list[str] = env.list("WEAK_SOURCES", ["state_media", "encyclopaedia"])
# Where editors have a page stored: its address goes into {address}, as https://web.archive.org/save/{address} asks.
ARCHIVE_ADDRESS = env.str("ARCHIVE_ADDRESS", "")
# Where they look for a copy of a page that is gone: https://web.archive.org/web/{address}.
ARCHIVE_SEARCH = env.str("ARCHIVE_SEARCH", "")
# Font files for the pictures of links, for scripts that neither the site's own face nor the machine's usual fonts have.
PICTURE_FONTS: list[str] = env.list("PICTURE_FONTS", [])
PURGE_URL: list[str] = env.list("PURGE_URL", [])  # where it purges
PURGE_TOKEN = env.str("PURGE_TOKEN", "")
EMBED_COUNT_SECONDS = env.int(
    "EMBED_COUNT_SECONDS", 30, validate=validate.Range(0)
)  # how often counts are written; 0: nothing is counted
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
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "explainer",
]
MIDDLEWARE = [
    "explainer.logs.Requests",
    "explainer.batch_memo.RequestMemo",
    "django.middleware.security.SecurityMiddleware",
    "explainer.content_policy.ContentPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "explainer.desk.uncached.Uncached",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "explainer.rate_limits.RateLimits",
    "explainer.compression.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "explainer.desk.interface_language.InterfaceLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "explainer.baking.stale_if_error.StaleIfError",
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
SQLITE_FILE = VAR_DIR / "database" / "explainer.sqlite3"  # in a folder of its own, which is the owner's alone
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{SQLITE_FILE}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on while somebody writes (sqlite.org/wal.html). Immediate transactions take the write lock
    # at their start, so two of them wait for each other, up to 20 seconds, instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    database_file = Path(str(DATABASES["default"]["NAME"]))
    if not database_file.is_absolute() and ":memory:" not in str(database_file):
        raise ImproperlyConfigured(
            f"DATABASE_URL names the file “{database_file}”, another one wherever a command is started. "
            "Give the whole path, with four slashes: sqlite:////srv/explainer/news.sqlite3"
        )
    if database_file.is_absolute():  # not in memory
        keep_private(database_file, own_folder=database_file == SQLITE_FILE)
else:
    if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        DATABASES["default"]["ENGINE"] = "explainer.database"  # one that hangs holds no thread for long
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)  # seconds: a thread waits for it
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
AXES_HANDLER = "explainer.passwords.Guesses"  # and a hundred for one account from all addresses together
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "explainer.passwords.locked_out"
AXES_CLIENT_IP_CALLABLE = "explainer.passwords.guesser"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # jobs: explainer/actions/jobs.py
JOBS_IN_SERVER = env.bool("JOBS_IN_SERVER", True)  # false: `manage.py db_worker` runs beside it
CHECK_LINKS = env.bool("CHECK_LINKS", True)  # once a day, as a job
HAS_MAIL = bool(env.str("EMAIL_URL", ""))  # without, nobody is sent any, and the desk says so
vars().update(env.dj_email_url("EMAIL_URL", "dummy:"))
if "EMAIL_BACKEND" not in vars():  # Django's own would hand it to nobody
    raise ImproperlyConfigured("EMAIL_URL begins with no way to hand over mail, such as smtp:// or submission://.")
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", f"{SITE_NAME} <newsroom@{urlsplit(SITE_URL).hostname}>")
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", 16, validate=validate.Range(1)) * 3600  # from signing in: a long day
SECOND_FACTOR = env.str("SECOND_FACTOR", "")  # "administrators": they set one up before anything else
OTP_TOTP_ISSUER = SITE_NAME
ASK_AGAIN_MINUTES = env.int(
    "ASK_AGAIN_MINUTES", 15, validate=validate.Range(1)
)  # roles, take-downs, purges, redaction: the password once more
INVITATION_HOURS = env.int("INVITATION_HOURS", 72, validate=validate.Range(1))  # from Friday evening to Monday
PASSWORD_RESET_TIMEOUT = 2 * 3600  # seconds
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en-gb")
FORMAT_MODULE_PATH = ["explainer.formats"]
UNICODE_SLUGS = env.bool("UNICODE_SLUGS", False)  # addresses in the titles' own script
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale/readers", BASE_DIR / "locale/desk"]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# Of django-prose-editor the desk's canvas takes its file of Tiptap and ProseMirror, and nothing else of it.
_PROSE_EDITOR = find_spec("django_prose_editor")
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [BASE_DIR / "static"]
if _PROSE_EDITOR and _PROSE_EDITOR.origin:
    STATICFILES_DIRS.append(("django_prose_editor", Path(_PROSE_EDITOR.origin).parent / "static/django_prose_editor"))
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
BAKE_NICENESS = env.int(
    "BAKE_NICENESS", 10, validate=validate.Range(0, 19)
)  # readers and editors go first where processors are short (nice(2))
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
            csp_hash(figure_css("map")),
            csp_hash(figure_css("line")),
        ],
        "img-src": [SELF],
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
try:  # whose X-Forwarded-For is believed
    TRUSTED_PROXIES = read_networks(env.list("TRUSTED_PROXIES", ["127.0.0.1", "::1"]))
except ValueError as error:
    raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}. Give addresses or networks, such as 10.0.0.0/8.") from error
# No page asks for any of it; copying what to paste is the one thing that ours do.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "browsing-topics": [], "camera": [], "display-capture": [], "geolocation": [], "microphone": [], "payment": [],
    "usb": [], "clipboard-write": ["self"],
}  # fmt: skip
SECURE_HSTS_SECONDS = env.int(
    "HSTS_SECONDS", 0, validate=validate.Range(0)
)  # for how long browsers come by HTTPS alone; goes out with HTTPS only
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
SECURE_CONTENT_TYPE_NOSNIFF = True
# The proxy leads HTTP on to HTTPS (deploy/nginx.conf): it answers most requests, and asks /healthz without TLS.
SILENCED_SYSTEM_CHECKS = ["security.W008"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
