"""The pictures of docs/insight.md, drawn from the marts of the sample (make pictures)."""
