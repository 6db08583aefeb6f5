"""Security headers of every answer. A view may set its own; what it leaves out is added here.

Source: W3C Content Security Policy 3; OWASP secure headers; Mozilla HTTP Observatory.
"""

from flask import Flask, Response, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

SENSORS = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in SENSORS),
    "Cross-Origin-Opener-Policy": "same-origin",
}

DATA_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""For an answer that is data: a browser that shows it as a page runs and loads nothing."""

SNAPSHOT = "Enlace-Snapshot"
"""The name of the header that says which snapshot answered."""

OPEN_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(
        ("Content-Disposition", "Content-Length", "Content-Range", SNAPSHOT, "ETag", "Link", "Retry-After")
    ),
}
"""For what scripts of other sites may read (CORS)."""

TWO_YEARS = 2 * 365 * 24 * 3600


def _secure(response: Response) -> Response:
    """Adds what is missing; Strict-Transport-Security only where the visitor came by HTTPS."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={TWO_YEARS}")
    return response


def install(app: Flask) -> None:
    """Puts the headers on every answer, errors included."""
    app.after_request(_secure)
