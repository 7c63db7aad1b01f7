"""How values of our own, written as one word, enter and leave documents as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Scalar:
    """A frozen value that is written as text: `read` understands it, `str` writes it."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """Understand the text; raise ValueError with a sentence when it cannot be."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        # pydantic is imported at the doors only, so that the window paints without it
        from pydantic_core import core_schema  # noqa: PLC0415

        return core_schema.no_info_after_validator_function(
            cls.read,
            core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )
