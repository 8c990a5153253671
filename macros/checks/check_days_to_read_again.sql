{% macro check_days_to_read_again(read_again, built) %}
    {#-
        Stops the run where days are to be counted again under another policy (see changed_policies for `read_again`), and
        raw no longer has all rows of a load date with their calls, or the run builds the inventory without a staging
        model that has such rows. `built`: the names of the models that this run builds. Tells the run which sources are
        read as a whole. One query, in runs that count days again.
    -#}
    {% set names, not_built = [], [] %}
    {% for name, models_of_source in read_again.items() %}
        {% do names.append(name) if true in models_of_source.values() %}
        {% for model_name in models_of_source if model_name.startswith('stg_') and model_name not in built + not_built %}
            {% do not_built.append(model_name) %}
        {% endfor %}
    {% endfor %}
    {% if not_built and 'int_raw_inventory' in built %}
        {{ exceptions.raise_compiler_error(
            'api_call_volume: days are counted again under other settings, and this run leaves out ' ~ not_built | sort | join(', ')
            ~ '. Nothing was changed.\n  What to do: `' ~ api_call_volume.build_command() ~ '`.'
        ) }}
    {% endif %}
    {#- Rejected rows alone are read again if raw still has them, and stay as they are if not. -#}
    {% if not names %}
        {{ return('') }}
    {% endif %}
    {% set sources = api_call_volume.api_call_sources() | selectattr('name', 'in', names) | list %}
    {% set is_due = api_call_volume.has_other_policy(sources, api_call_volume.inventory_policy_day()) %}
    {% set lines, remedies = [], [] %}
    {% for name, first_date, last_date, rows_gone, rows_counted, last_day in api_call_volume.result_of(api_call_volume.rows_to_read_again_query(sources, is_due)).rows %}
        {% set source = sources | selectattr('name', 'equalto', name) | first %}
        {% do lines.append(
            '  Source `' ~ name ~ '`, ' ~ ('without a load time' if first_date is none else 'loaded on ' ~ first_date if first_date == last_date
            else 'loaded from ' ~ first_date ~ ' to ' ~ last_date) ~ ': ' ~ rows_gone | int ~ ' of ' ~ rows_counted | int ~ ' rows are gone.'
        ) %}
        {% do remedies.append('`policy_from: ' ~ api_call_volume.start_of_next_month(last_day or run_started_at) ~ '` or later in `' ~ source.setting ~ '`') %}
    {% endfor %}
    {% if lines %}
        {{ exceptions.raise_compiler_error(
            'api_call_volume: days from `policy_from` on were counted under other settings, and raw no longer has all of their rows. '
            ~ 'A day is not counted again from some of its rows, so nothing was changed.\n' ~ lines | join('\n')
            ~ '\n  What to do: ' ~ remedies | join(', ') ~ '; or restore these rows in raw.'
        ) }}
    {% endif %}
    {% do api_call_volume.answers_of_this_run().update({'sources to read again': names}) %}
    {% do log('api_call_volume: days of ' ~ names | sort | join(', ') ~ ' are counted again, under the policy of their day', info=true) %}
{% endmacro %}
