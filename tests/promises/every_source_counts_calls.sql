-- A source that has rows counts calls, and its rows have load times: see misread_sources. A source with fewer than 100
-- rows may have no other ones yet: every_small_source_counts_calls warns of it.

{{ api_call_volume.misread_sources('sources.rows_received >= 100') }}
