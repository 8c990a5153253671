{% macro how_to_date_policies(datable) %}
    {#-
        What to write to keep what was counted and count later days under the new settings: a text for the end of an error
        message, empty where no source's change can be dated. `datable`: see changed_policies. One query where there is one.
    -#}
    {% set sources = api_call_volume.api_call_sources() | selectattr('name', 'in', datable.keys() | list) | list %}
    {% if not sources %}
        {{ return('') }}
    {% endif %}
    {% set first_days = {} %}
    {% for name, first_date, last_date, rows_gone, rows_counted, last_day in api_call_volume.result_of(api_call_volume.rows_to_read_again_query(sources, '1 = 1')).rows %}
        {% do first_days.update({name: last_day}) %}
    {% endfor %}
    {% set texts = [] %}
    {% for source in sources %}
        {% set last_day = first_days.get(source.name) %}
        {% do texts.append(
            '\n    In `' ~ source.setting ~ '` (' ~ source.name ~ '):'
            ~ '\n      policy_from: ' ~ api_call_volume.start_of_next_month(last_day or run_started_at)
            ~ ('   # or a later month: raw has all rows of the days from then on' if last_day else '   # or another month')
            ~ '\n      earlier_policies: [{' ~ datable[source.name] | join(': ..., ') | replace('`', '') ~ ': ...}]   # as before the change'
        ) %}
    {% endfor %}
    {{ return('\n  Or keep what was counted, and count later days under the new settings:' ~ texts | join) }}
{% endmacro %}
