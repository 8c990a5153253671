{% macro check_merge_tree_configs() %}
    {#- Stops the run where a ClickHouse table of the model would merge rows, or drop them by age: its sums would be of what is left. -#}
    {%- set engine = config.get('engine', 'MergeTree') -%}
    {%- if not modules.re.match('(Replicated|Shared)?MergeTree\\b', engine | trim) -%}
        {% do api_call_volume.settings_error(
            '+engine', model.name ~ ' would be a ' ~ engine ~ ', which keeps not all of its rows, or not on disk: rows that have one '
            ~ 'sort key are different rows here.', '`MergeTree`, or nothing.'
        ) %}
    {%- endif -%}
    {%- if config.get('ttl') -%}
        {% do api_call_volume.settings_error(
            '+ttl', model.name ~ ' would lose rows by `' ~ config.get('ttl') ~ '`, from which later runs count.',
            'nothing. A TTL of raw is what `raw_retention_days` is for.'
        ) %}
    {%- endif -%}
{% endmacro %}
