"""A real WordPress, from Debian's package, with a database of its own: as an editor's site, not as an imitation of one.

Nothing outside a temporary folder is written: the folder has links to the package's files and a wp-config.php.
"""

import os
import secrets
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.baking.running import free_port

from .hosts import until

PACKAGE = Path("/usr/share/wordpress")
THEMES = Path("/var/lib/wordpress/wp-content/themes")
THEME = "twentytwentythree"
HOW = (
    "get it with: apt-get install --no-install-recommends wordpress wordpress-theme-twentytwentythree "
    "php-cli php-mysql mariadb-server"
)
# MariaDB's socket as Debian has it, where root needs no password, or a server that takes root without one.
SERVERS = ("localhost:/run/mysqld/mysqld.sock", "127.0.0.1:3306")

CONFIG = """<?php
define('DB_NAME', getenv('WP_DATABASE'));
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', getenv('WP_SERVER'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', getenv('WP_ADDRESS'));
define('WP_SITEURL', getenv('WP_ADDRESS'));
define('WP_CONTENT_DIR', ABSPATH . 'wp-content');
define('WP_DEFAULT_THEME', 'twentytwentythree');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
"""
# The package's files find each other by where they really are; this says where the site is.
PREPEND = "<?php define('ABSPATH', __DIR__ . '/');\n"
# WordPress asks no private addresses and no unusual ports. Here the newsroom has both. And no mail is sent.
PLUGIN = """<?php
add_filter('http_request_host_is_external', fn ($is, $host) => $is || $host === '127.0.0.1', 10, 2);
add_filter('http_allowed_safe_ports', fn ($ports) => [...$ports, (int) getenv('WP_NEWSROOM_PORT')]);
function wp_mail() { return true; }
"""
INSTALL = """
define('WP_INSTALLING', true);
require ABSPATH . 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('A host', 'editor', 'editor@example.org', false, '', 'password');
"""
POST = """
require ABSPATH . 'wp-load.php';
$post = ['post_title' => 'A story', 'post_status' => 'publish', 'post_content' => getenv('WP_CONTENT')];
echo get_permalink(wp_insert_post($post));
"""
CREATE = "(new mysqli($h, 'root', '', null, (int) $p, $s))->query('CREATE DATABASE ' . getenv('WP_DATABASE'));"
DROP = "(new mysqli($h, 'root', '', null, (int) $p, $s))->query('DROP DATABASE ' . getenv('WP_DATABASE'));"
TRY = "new mysqli($h, 'root', '', null, (int) $p, $s);"
SPLIT = """[$h, $at] = explode(':', getenv('WP_SERVER'), 2);
$s = $at[0] === '/' ? $at : null; $p = $s ? 0 : $at; """


class Missing(Exception):
    """What a WordPress needs and this machine lacks, in a sentence that says how to get it."""


class WordPress:
    """A site with one editor, from `with` to its end. `post(content)` publishes and returns the address."""

    def __init__(self, folder, newsroom_port):
        self.port = free_port()
        self.folder, self.address = folder, f"http://localhost:{self.port}"
        self.environment = {
            **os.environ,
            "WP_DATABASE": f"explainer_wordpress_{secrets.token_hex(6)}",
            "WP_ADDRESS": self.address,
            "WP_NEWSROOM_PORT": str(newsroom_port),
        }

    def __enter__(self):
        for name, path in {"PHP": shutil.which("php"), "WordPress": PACKAGE, "its theme": THEMES / THEME}.items():
            if not path or not Path(path).exists():
                raise Missing(f"{name} is not installed; {HOW}")
        self.environment["WP_SERVER"] = self.find_database_server()
        with ExitStack() as undo:
            self.run(SPLIT + CREATE)
            undo.callback(self.run, SPLIT + DROP)
            self.lay_out()
            self.run(INSTALL)
            place = f"auto_prepend_file={self.folder / 'prepend.php'}"
            command = ["php", "-d", place, "-S", f"127.0.0.1:{self.port}", "-t", str(self.folder)]
            log = undo.enter_context((self.folder / "server.log").open("wb"))
            server = undo.enter_context(subprocess.Popen(command, env=self.environment, stdout=log, stderr=log))
            undo.callback(server.terminate)
            until(self.answers, lambda: (self.folder / "server.log").read_text())
            self.undo = undo.pop_all()
        return self

    def __exit__(self, *error):
        self.undo.close()

    def find_database_server(self):
        for server in SERVERS:
            self.environment["WP_SERVER"] = server
            if self.php(SPLIT + TRY).returncode == 0:
                return server
        raise Missing(f"no MariaDB takes root without a password at {' or '.join(SERVERS)}; start it, or {HOW}")

    def lay_out(self):
        for file in PACKAGE.iterdir():
            if file.name not in {"wp-config.php", "wp-content", ".htaccess"}:
                (self.folder / file.name).symlink_to(file)
        for name in ("themes", "mu-plugins", "uploads"):
            (self.folder / "wp-content" / name).mkdir(parents=True)
        (self.folder / "wp-content/themes" / THEME).symlink_to(THEMES / THEME)
        (self.folder / "wp-content/mu-plugins/loopback.php").write_text(PLUGIN)
        (self.folder / "wp-config.php").write_text(CONFIG)
        (self.folder / "prepend.php").write_text(PREPEND)

    def php(self, code, **environment):
        environment = {**self.environment, **environment}
        return subprocess.run(["php", "-r", code], env=environment, capture_output=True, text=True)

    def run(self, code, **environment):
        # php -r takes no auto_prepend_file, so the site's place is defined in front of the code.
        place = f"define('ABSPATH', '{self.folder}/'); $_SERVER['HTTP_HOST'] = 'localhost';"
        result = self.php(place + code, **environment)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def answers(self):
        try:
            with urlopen(f"{self.address}/wp-includes/js/wp-embed.min.js") as answer:
                return answer.status == 200
        except URLError:
            return False

    def post(self, content):
        return self.run(POST, WP_CONTENT=content).strip()
