{% macro check_sample() %}
    {#-
        Stops a run with `--sample` in which a model of this package would read a part of its input: dbt filters each
        ref and source that has an `event_time`. The facts would hold that part under the version of all calls, which
        no later run would find due. Where no input has an `event_time`, such a run is like any other.
    -#}
    {#- dbt 2 has the option in its command alone. -#}
    {% set is_sampled_run = (
        invocation_args_dict.get('sample') or env_var('DBT_SAMPLE', '') or '--sample' in invocation_args_dict.get('invocation_command', '')
    ) if execute %}
    {% if not is_sampled_run %}
        {{ return('') }}
    {% endif %}
    {% set sampled = [] %}
    {% for name in selected_resources if name.startswith('model.api_call_volume.') %}
        {% for input in graph.nodes[name].depends_on.nodes %}
            {% set read = graph.nodes.get(input, graph.sources.get(input)) %}
            {% if read and read.config.event_time and read.unique_id not in sampled %}
                {% do sampled.append(read.unique_id) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
    {% if sampled %}
        {{ exceptions.raise_compiler_error(
            'api_call_volume: a run with `--sample` would count a part of the calls as if they were all. Nothing was changed.\n'
            ~ '  What would be read in part, since it has an `event_time`: ' ~ sampled | sort | join(', ') ~ '\n'
            ~ '  What to do: leave this package out, with `--exclude package:api_call_volume`. Your own models may read a sample of its marts.'
        ) }}
    {% endif %}
{% endmacro %}
