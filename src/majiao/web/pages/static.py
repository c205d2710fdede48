"""Style sheets, scripts and the icon; addresses carry a digest, so browsers may keep them."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
}


class Asset(NamedTuple):
    """One file as it is sent."""

    body: bytes
    media_type: str
    url: str


@cache
def assets() -> dict[str, Asset]:
    """Load all static files by name."""
    found = {}
    for file in files("majiao.web.pages").joinpath("static").iterdir():
        _, _, ending = file.name.rpartition(".")
        if ending in _TYPES:
            body = file.read_bytes()
            digest = hashlib.sha256(body).hexdigest()[:12]
            found[file.name] = Asset(body, _TYPES[ending], f"/static/{digest}/{file.name}")
    return found


def static_url(name: str) -> str:
    """Give the address of a static file."""
    return assets()[name].url


@get("/static/{digest:str}/{name:str}", sync_to_thread=False)
def static_file(digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Send a static file."""
    asset = assets().get(name)
    if asset is None or digest not in asset.url:
        raise NotFoundException(detail="no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(asset.body, media_type=asset.media_type, headers=headers)


@get("/favicon.ico", sync_to_thread=False)
def favicon() -> Response[bytes]:
    """Send the icon where browsers look for it unasked."""
    asset = assets()["icon.svg"]
    return Response(asset.body, media_type=asset.media_type)
