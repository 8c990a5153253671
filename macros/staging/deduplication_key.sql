{% macro deduplication_key(format) %}
    {#-
        What identifies a call among those of its source: the columns of `deduplicate_on` where the
        source declares them, else its event_id. Null (every row counts) where it has neither.
    -#}
    {% set keys = [] %}
    {% for source in api_call_volume.api_call_sources(format) if source.deduplicate_on %}
        {% set canonical = source.deduplicate_on | select('in', api_call_volume.api_call_columns()) | list %}
        {% set identity = api_call_volume.joined_text(
            canonical + (['raw_identity'] if canonical | length < source.deduplicate_on | length else [])
        ) %}
        {% do keys.append("when source_name = '" ~ source.name ~ "' then " ~ dbt.hash(identity)) %}
    {% endfor %}
    {{ return('case ' ~ keys | join(' ') ~ ' else event_id end' if keys else 'event_id') }}
{% endmacro %}
