{% macro deduplication_key(source) %}
    {#-
        What identifies a call among those of its source: the columns of `deduplicate_on`, hashed, where
        the source declares them, else its event_id. Null (every row counts) where it has neither.
    -#}
    {% if not source.deduplicate_on %}
        {{ return('event_id') }}
    {% endif %}
    {% set canonical = source.deduplicate_on | select('in', api_call_volume.api_call_columns()) | list %}
    {% set raw = ['raw_identity'] if canonical | length < source.deduplicate_on | length else [] %}
    {{ return(dbt.hash('(' ~ api_call_volume.joined_text(canonical + raw) ~ ')')) }}
{% endmacro %}
