{% macro quota_thresholds() %}
    {#- The var quota_thresholds: from which percentages of a quota on fct_quota_crossings tells that they are used. -#}
    {% set thresholds = var('quota_thresholds', none) %}
    {% set thresholds = [50, 75, 90, 100] if thresholds is none else thresholds %}
    {% if thresholds is string or thresholds is mapping or thresholds is not iterable or not thresholds %}
        {% do api_call_volume.settings_error('quota_thresholds', 'it is not a list.', 'a list of percentages, such as `[80, 100]`.') %}
    {% endif %}
    {% for threshold in thresholds %}
        {% if threshold is not integer or threshold is boolean or threshold < 1 or threshold > 1000 %}
            {% do api_call_volume.settings_error(
                'quota_thresholds', '`' ~ threshold ~ '` is not a percentage.', 'whole numbers from 1 to 1000.'
            ) %}
        {% endif %}
    {% endfor %}
    {{ return(thresholds | unique | sort) }}
{% endmacro %}
