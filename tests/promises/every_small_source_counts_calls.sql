{{ config(severity='warn') }}

-- A source with fewer than 100 rows counts calls, and its rows have load times: see misread_sources. This is a warning,
-- since it may have no other rows yet.

{{ api_call_volume.misread_sources('sources.rows_received < 100') }}
