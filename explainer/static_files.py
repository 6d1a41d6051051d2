"""How static files are stored: each under a name with its hash, so that it may be cached for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports of modules to hashed names; an import that stayed would be cached for a year too.

    Only ours: what others wrote may name an import that an import map resolves, which is no file.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
