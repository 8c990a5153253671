{% macro nothing_is_due() %}
    {#-
        Whether the table of the model that is built is what it should be already. A model that found out what is
        due said so (see skip_unless_due). Of the others the warehouse is asked, by one query: in an increment,
        the SQL of a model with a `unique_key` has rows of the keys that are due alone; a table without one is
        compared with its new rows.
    -#}
    {% if not api_call_volume.adds_to_existing_table() %}
        {{ return(false) }}
    {% endif %}
    {% if api_call_volume.due_keys_comment() in compiled_code %}
        {{ return(api_call_volume.due_keys_comment(0) in compiled_code) }}
    {% endif %}
    {%- set query -%}
        {% if config.get('unique_key') -%}
        select count(*) as rows_to_write
        from (
            {{ compiled_code }}
        ) as new_rows
        {%- else -%}
        {{ api_call_volume.different_row_count_query(compiled_code, this, model.columns.keys() | list) }}
        {%- endif %}
    {%- endset -%}
    {{ return(run_query(query).rows[0][0] == 0) }}
{% endmacro %}
