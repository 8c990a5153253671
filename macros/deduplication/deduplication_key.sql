{% macro deduplication_key(source) %}
    {#-
        The key that identifies a call within its source: a hash of the columns of `deduplicate_on`, if the source
        declares them, else event_id. Where any of the columns is null, or an empty text, there is no key. A row
        without a key has no copies, and counts. Where a policy identifies calls in another way than the source's first
        one, its keys are never those of another policy (`own_keys`).
    -#}
    {% if not source.deduplicate_on %}
        {{ return(dbt.hash("('" ~ source.own_keys ~ " ' || event_id)") if source.own_keys else 'event_id') }}
    {% endif %}
    {% set canonical = source.deduplicate_on | select('in', api_call_volume.api_call_columns()) | list %}
    {% set raw = ['raw_identity'] if canonical | length < source.deduplicate_on | length else [] %}
    {% set own_keys = "'" ~ source.own_keys ~ " ' || " if source.own_keys else '' %}
    {{ return(dbt.hash('(' ~ own_keys ~ api_call_volume.joined_text(canonical + raw, complete=true) ~ ')')) }}
{% endmacro %}
