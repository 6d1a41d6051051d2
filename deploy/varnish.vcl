vcl 4.1;

# Varnish in front of Explainer (or of nginx in front of it): keeps pages for as long as SHARED_CACHE_SECONDS says, and
# drops what shows a record when it is told to (SURROGATE_HEADER=Surrogate-Key, PURGER=explainer.baking.purgers.Varnish).
# Wants the xkey module (Debian: varnish-modules). Start varnishd with
#     -p http_gzip_support=off
# so that Brotli passes: the application has each page in three forms, and Varnish keeps those that are asked for.

import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
}

# Who may purge.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    # The application can't tell these from X-Forwarded-For and -Proto: WSGI has one name for both. So readers could say
    # who they are, and that they come from the server itself.
    unset req.http.X_Forwarded_For;
    unset req.http.X_Forwarded_Proto;
    if (req.method == "PURGE") {
        if (client.ip !~ purgers) {
            return (synth(403, "Not yours to purge"));
        }
        return (synth(200, "Dropped " + xkey.purge(req.http.xkey-purge)));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.url ~ "^/(admin|healthz|metrics)") {
        return (pass);
    }
    # Public pages are the same for everybody.
    unset req.http.Cookie;
    if (req.http.Accept-Encoding ~ "\bbr\b") {
        set req.http.Accept-Encoding = "br";
    } else if (req.http.Accept-Encoding ~ "\bgzip\b") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    return (hash);
}

sub vcl_backend_response {
    set beresp.http.xkey = beresp.http.Surrogate-Key;
    # Only what says that anybody may keep it; not errors, not previews, not the desk.
    if (beresp.http.Cache-Control !~ "public" || beresp.status >= 400) {
        set beresp.ttl = 0s;
        set beresp.uncacheable = true;
    }
    # The old page for this long while the server is down. What is purged is gone at once.
    set beresp.grace = 1h;
    return (deliver);
}

sub vcl_deliver {
    # For readers' browsers the page is as fresh as it is here: `Age` would make them ask again at once.
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
    unset resp.http.Age;
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}
