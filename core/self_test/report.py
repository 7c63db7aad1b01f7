"""What the self-test came to, as text for people and as plain data for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.self_test.result import Result


def text(results: Sequence[Result], versions: Sequence[str]) -> str:
    """Return the report as lines: what runs here, each check, and what it comes to."""
    lines = [
        *versions,
        "",
        *(line for result in results for line in _lines(result)),
        summary(results),
    ]
    return "\n".join(lines) + "\n"


def _lines(result: Result) -> Iterator[str]:
    yield f"{'✓' if result.is_ok else '✕'} {result.title}"
    yield f"  {result.said}"
    if result.advice:
        yield f"  → {result.advice}"
    yield from (f"    {line}" for line in result.details)
    yield ""


def summary(results: Sequence[Result]) -> str:
    """Return one sentence for the whole."""
    failed = [result.title for result in results if not result.is_ok]
    if not failed:
        return f"All {len(results)} checks passed: this installation works as it was released."
    return f"{len(failed)} of {len(results)} checks failed: {'; '.join(failed)}."


def is_sound(results: Sequence[Result]) -> bool:
    """Tell whether every check passed."""
    return all(result.is_ok for result in results)


def document(results: Sequence[Result], versions: Sequence[str]) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "ok": is_sound(results),
        "versions": list(versions),
        "checks": [
            {
                "name": result.name,
                "title": result.title,
                "ok": result.is_ok,
                "said": result.said,
                "advice": result.advice,
                "details": list(result.details),
            }
            for result in results
        ],
    }
