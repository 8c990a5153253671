{% macro deduplication_key(source) %}
    {#-
        The key that identifies a call within its source: a hash of the columns of `deduplicate_on`, if the source
        declares them, else event_id. Where any of the columns is null, or an empty text, there is no key. A row
        without a key has no copies, and counts.
    -#}
    {% if not source.deduplicate_on %}
        {{ return('event_id') }}
    {% endif %}
    {% set canonical = source.deduplicate_on | select('in', api_call_volume.api_call_columns()) | list %}
    {% set raw = ['raw_identity'] if canonical | length < source.deduplicate_on | length else [] %}
    {{ return(dbt.hash('(' ~ api_call_volume.joined_text(canonical + raw, complete=true) ~ ')')) }}
{% endmacro %}
