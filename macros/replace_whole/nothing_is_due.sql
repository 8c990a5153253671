{% macro nothing_is_due(asked) %}
    {#-
        Whether the model's table is up to date already. Models that look up their due keys say so in a comment (see
        skip_unless_due). For the others, one query finds out: in an increment, the SQL of a model with a `unique_key`
        returns rows of due keys only; a table without one is compared with its new rows. `asked` is that SQL, from
        asked_in_steps; its steps are dropped if nothing is due, and serve the new rows otherwise.
    -#}
    {%- if asked is none -%}
        {{ return(api_call_volume.is_increment(locks=false) and api_call_volume.due_keys_comment(0) in compiled_code) }}
    {%- endif -%}
    {%- set query -%}
        {% if config.get('unique_key') -%}
        select count(*) as rows_to_write
        from (
            {{ asked.query }}
        ) as new_rows
        {%- else -%}
        {{ api_call_volume.different_row_count_query(api_call_volume.as_stored(asked.query, this), this, model.columns.keys() | list) }}
        {%- endif %}
    {%- endset -%}
    {%- set is_up_to_date = api_call_volume.result_of(query).rows[0][0] == 0 -%}
    {%- if is_up_to_date -%}
        {%- do api_call_volume.drop_steps(asked.tables) -%}
    {%- endif -%}
    {{ return(is_up_to_date) }}
{% endmacro %}
