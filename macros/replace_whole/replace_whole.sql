{% materialization replace_whole, default %}
    {#-
        An incremental model whose keys are replaced as a whole (see get_incremental_replace_whole_sql); without a
        `unique_key`, a table that is replaced as a whole. Where nothing is due, and in a run with `--empty`, the table
        stays as it is: a run without news creates, empties and writes nothing.
    -#}
    {%- if api_call_volume.is_kept_by_empty() -%}
        {{ return(api_call_volume.keep_relation()) }}
    {%- endif -%}
    {%- set asked = api_call_volume.asked_in_steps() -%}
    {%- if api_call_volume.nothing_is_due(asked) -%}
        {{ return(api_call_volume.keep_relation()) }}
    {%- endif -%}
    {{ return(api_call_volume.replace_rows(asked) if config.get('unique_key') else api_call_volume.replace_table(asked)) }}
{% endmaterialization %}
