"""The figures of a body on which a person marks joints and areas of skin."""
