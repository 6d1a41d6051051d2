"""How static files are stored: each under a name with its hash, so that it may be cached for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports of modules to hashed names; an import that stayed would be cached for a year too."""

    support_js_module_import_aggregation = True
