{% macro lock_table_sql(relation) %}
    {#-
        The statement, if the warehouse has need of one, that keeps a second run from replacing rows of a
        table until this transaction ends: without it, where a delete sees only what was there when it
        began, two runs at once would each put in their rows.
    -#}
    {{ return(adapter.dispatch('lock_table_sql', 'api_call_volume')(relation)) }}
{% endmacro %}

{% macro default__lock_table_sql(relation) %}
{% endmacro %}

{% macro postgres__lock_table_sql(relation) %}
    lock table {{ relation }} in share row exclusive mode;
{% endmacro %}

{#- Held until the transaction of the replacement ends; a look at a table is a transaction of its own, which waits for it. -#}
{% macro redshift__lock_table_sql(relation) %}
    lock table {{ relation }};
{% endmacro %}
