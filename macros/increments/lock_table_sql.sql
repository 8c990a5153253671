{% macro lock_table_sql(relation) %}
    {#-
        The statement that keeps other runs from replacing rows of a table until this transaction ends; empty where
        a warehouse needs none. Without it, a delete that sees only the rows from before it began would let two runs
        at once both insert their rows.
    -#}
    {{ return(adapter.dispatch('lock_table_sql', 'api_call_volume')(relation)) }}
{% endmacro %}

{% macro default__lock_table_sql(relation) %}
{% endmacro %}

{% macro postgres__lock_table_sql(relation) %}
    lock table {{ relation }} in share row exclusive mode;
{% endmacro %}

{#- Held until the transaction that replaces rows ends. It blocks readers, too: each query is a transaction of its own, and waits. -#}
{% macro redshift__lock_table_sql(relation) %}
    lock table {{ relation }};
{% endmacro %}
