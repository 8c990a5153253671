{% macro answers_of_this_run() %}
    {#-
        A dictionary in which macros cache what they queried from the warehouse, for later calls in the same run. It is
        kept in `graph`, which all models of a run share. A process that runs dbt twice has one dictionary for each run.
    -#}
    {% set of_each_run = graph.setdefault('api_call_volume_answers', {}) %}
    {{ return(of_each_run.setdefault(invocation_id, {})) }}
{% endmacro %}
