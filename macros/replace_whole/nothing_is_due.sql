{% macro nothing_is_due() %}
    {#-
        Whether the model's table is up to date already. Models that look up their due keys say so in a comment (see
        skip_unless_due). For the others, one query finds out: in an increment, the SQL of a model with a `unique_key`
        returns rows of due keys only; a table without one is compared with its new rows.
    -#}
    {% if not api_call_volume.is_increment(locks=false) %}
        {{ return(false) }}
    {% endif %}
    {% if api_call_volume.due_keys_comment() in compiled_code %}
        {{ return(api_call_volume.due_keys_comment(0) in compiled_code) }}
    {% endif %}
    {%- set in_steps = api_call_volume.in_steps(compiled_code) -%}
    {%- set query -%}
        {% if config.get('unique_key') -%}
        select count(*) as rows_to_write
        from (
            {{ in_steps.query }}
        ) as new_rows
        {%- else -%}
        {{ api_call_volume.different_row_count_query(api_call_volume.as_stored(in_steps.query, this), this, model.columns.keys() | list) }}
        {%- endif %}
    {%- endset -%}
    {%- set rows_to_write = api_call_volume.result_of(query).rows[0][0] -%}
    {%- do api_call_volume.drop_steps(in_steps.tables) -%}
    {{ return(rows_to_write == 0) }}
{% endmacro %}
