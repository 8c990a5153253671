{% macro answers_of_this_run() %}
    {#-
        A dictionary in which macros keep what the warehouse told them, for those that are called later in the same
        run. It is in `graph`, the one thing that all models of a run share; a process that runs dbt twice has a
        dictionary for each run.
    -#}
    {% set of_each_run = graph.setdefault('api_call_volume_answers', {}) %}
    {{ return(of_each_run.setdefault(invocation_id, {})) }}
{% endmacro %}
