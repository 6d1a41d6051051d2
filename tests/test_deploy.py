"""What `deploy/` ships says what the rest says: one way to start the server, settings that exist, lines to replace."""

import ipaddress
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"


def granian_options(text):
    """The options of the one granian command in a file, without what differs by design: address, port, workers."""
    found = re.search(r'granian"?,? "?(--interface.*?)explainer\.wsgi:application', text, re.DOTALL)[1]
    words = re.findall(r"[\w.$():-]+", found)
    for option in ("--host", "--port", "--workers"):
        at = words.index(option)
        del words[at : at + 2]
    return sorted(words)


@pytest.mark.parametrize("name", ["systemd/explainer.service", "Dockerfile"])
def test_each_way_to_serve_starts_the_same_server(name):
    assert granian_options((DEPLOY / name).read_text()) == granian_options((ROOT / "Makefile").read_text())


def test_the_two_units_are_confined_alike():
    server, worker = ((DEPLOY / f"systemd/{name}.service").read_text() for name in ("explainer", "explainer-bake"))
    assert server[server.index("# It reads its own") :] == worker[worker.index("# It reads its own") :]


def commands_shipped():
    """Each command of manage.py that a file here has, with its options."""
    for path in filter(Path.is_file, DEPLOY.rglob("*")):
        for words in re.findall(r'manage\.py"?,?((?: "?[a-z_-]+\b"?,?)+)', path.read_text()):
            yield re.findall(r"[a-z_-]+", words)


def test_each_command_of_manage_py_is_there_and_takes_these_options():
    shipped = list(commands_shipped())
    assert ["bake", "--watch"] in shipped
    assert ["collectstatic", "--no-input", "--verbosity"] in shipped
    for name, *options in shipped:
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        assert set(options) <= set(parser._option_string_actions)


def test_the_settings_of_compose_are_documented():
    names = re.findall(r"^([A-Z_]+)=", (DEPLOY / "compose.env.example").read_text(), re.MULTILINE)
    documented = re.findall(r"`([A-Z_]+)`", (ROOT / "docs/operations.md").read_text())
    assert names
    assert set(names) <= set(documented)


def test_compose_trusts_its_own_proxy_alone():
    """Docker's gateway stands in the same network, and speaks for anybody outside."""
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    trusted = re.search(r"^TRUSTED_PROXIES=(.*)$", (DEPLOY / "compose.env.example").read_text(), re.MULTILINE)
    assert trusted[1] == services["nginx"]["networks"]["outside"]["ipv4_address"]


def test_no_container_of_compose_is_given_the_address_that_another_has_for_itself():
    """Docker gives out the lowest that is free to whoever starts first, and nginx starts last."""
    described = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    network = described["networks"]["outside"]["ipam"]["config"][0]
    given_out = ipaddress.ip_network(network.get("ip_range", network["subnet"]))
    attached = [service.get("networks", {}) for service in described["services"].values()]
    own = [each["outside"]["ipv4_address"] for each in attached if isinstance(each, dict) and each.get("outside")]
    assert len({*own, network["gateway"]}) == 2
    for address in map(ipaddress.ip_address, own):
        assert address in ipaddress.ip_network(network["subnet"])
        assert address not in given_out


def test_nginx_in_compose_starts_anew_with_each_new_application():
    """It asks for the application's address when it starts, and reads the headers of pages, which name a style sheet by
    its hash."""
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert services["nginx"]["depends_on"]["application"]["restart"] is True


def test_compose_gives_no_service_more_than_it_needs_and_replaces_what_is_there():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"database", "migrate", "application", "worker", "nginx"}
    for service in services.values():
        assert "no-new-privileges:true" in service["security_opt"]
    assert [name for name, service in services.items() if service.get("ports")] == ["nginx"]
    config = (DEPLOY / "nginx.conf").read_text()
    replaced = re.findall(r"-e 's#([^#]+)#|-e '/([^/]+)/d", services["nginx"]["command"][2])
    assert replaced
    assert all((text or line) in config for text, line in replaced)
