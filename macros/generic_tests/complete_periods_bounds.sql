{% macro complete_periods_bounds(test, complete_periods, settings, model, to, column=none, to_column=none, keys=[], where=none, to_where=none) %}
    {#-
        For the argument `complete_periods`: a predicate for `here` and one for `there`, which leave out the periods
        after the last complete one, and the `ctes` that they read. Rows without a date are compared. `settings` are
        the keys that the argument may have in this test.
    -#}
    {% if complete_periods is none %}
        {{ return({'here': none, 'there': none, 'ctes': {}}) }}
    {% endif %}
    {% set declared = complete_periods if complete_periods is mapping else {} %}
    {% set days = declared.get('days', none) %}
    {% set conditions = {} %}
    {% for setting, side in {'where': 'here', 'to_where': 'there'}.items() if declared.get(setting) %}
        {% do conditions.update({side: declared[setting]}) %}
    {% endfor %}

    {% if complete_periods is not mapping or declared.keys() | reject('in', settings) | list or not (conditions or days is not none) %}
        {% do api_call_volume.argument_error(
            test, 'complete_periods', '`' ~ complete_periods ~ '` does not say which periods are complete.',
            'a mapping of ' ~ settings | join(', ') ~ ', such as {'
            ~ ('column: date_day, ' if 'column' in settings) ~ 'days: 2}.'
        ) %}
    {% elif days is not none and (days is not integer or days is boolean or days < 0) %}
        {% do api_call_volume.argument_error(
            test, 'complete_periods.days', '`' ~ days ~ '` is not a whole number of days.', 'a whole number, 0 or more.'
        ) %}
    {% endif %}
    {% if 'column' in settings %}
        {% do api_call_volume.check_expression(test, 'complete_periods.column', declared.column) %}
        {% set key = keys | selectattr('name', 'equalto', declared.column) | first %}
        {% set column = key.here if key else declared.column %}
        {% set to_column = declared.to_column or (key.there if key else declared.column) %}
    {% endif %}

    {% set periods = {'here': 'cast(' ~ column ~ ' as ' ~ api_call_volume.type_date() ~ ')', 'there': 'cast(' ~ to_column ~ ' as ' ~ api_call_volume.type_date() ~ ')'} %}
    {% set relations = {'here': model, 'there': to} %}
    {% set filters = {'here': where, 'there': to_where} %}
    {% set ctes = {} %}
    {% for side, condition in conditions.items() %}
        {% do ctes.update({'complete_' ~ side:
            'select max(' ~ periods[side] ~ ') as complete_until\n    from ' ~ relations[side]
            ~ '\n    ' ~ api_call_volume.where_all([filters[side], condition])
        }) %}
    {% endfor %}
    {% set bounds = {'ctes': ctes} %}
    {% for side, period in periods.items() %}
        {% set predicates = [] %}
        {% for cte in ctes %}
            {% do predicates.append(period ~ ' <= (select complete_until from ' ~ cte ~ ')') %}
        {% endfor %}
        {% if days is not none %}
            {% set until = (run_started_at - modules.datetime.timedelta(days=days)).strftime('%Y-%m-%d') %}
            {% do predicates.append(period ~ " <= cast('" ~ until ~ "' as " ~ api_call_volume.type_date() ~ ")") %}
        {% endif %}
        {% do bounds.update({side: period ~ ' is null or (' ~ predicates | join(' and ') ~ ')'}) %}
    {% endfor %}
    {{ return(bounds) }}
{% endmacro %}
