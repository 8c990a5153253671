{% macro staged_columns() %}
    {#- The columns of every stg_<format>__api_calls: the canonical call event, and how its raw row is accounted for. -#}
    {{ return(api_call_volume.api_call_columns() + [
        'deduplication_key', 'is_excluded', 'is_cancelling', 'reject_reason', 'raw_record', 'raw_row_count', 'raw_version', 'raw_row_key',
        'source_policy'
    ]) }}
{% endmacro %}
