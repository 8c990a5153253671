-- The yardstick for JSON: the fields that the package takes from a Kong record, extracted by hand, each record parsed once.

create or replace table extracted as
select
    loaded_at,
    fields[1] as request_id,
    make_timestamp(fields[2]::bigint * 1000) as started_at,
    fields[3] as consumer_id,
    fields[4] as consumer_username,
    fields[5] as consumer_custom_id,
    fields[6] as credential_id,
    fields[7] as request_method,
    fields[8] as request_uri,
    fields[9]::int as response_status,
    fields[10]::double as latency_ms,
    fields[11]::bigint as request_size,
    fields[12]::bigint as response_size,
    fields[13] as user_agent
from (
    select
        loaded_at,
        json_extract_string(record, [
            '$.request.id', '$.started_at', '$.consumer.id', '$.consumer.username', '$.consumer.custom_id',
            '$.authenticated_entity.id', '$.request.method', '$.request.uri', '$.response.status',
            '$.latencies.request', '$.request.size', '$.response.size', '$.request.headers.user-agent'
        ]) as fields
    from raw_log_records
);
