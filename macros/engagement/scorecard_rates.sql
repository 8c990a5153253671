{% macro scorecard_rates() %}
    {#- The engagement rates that the scorecard shows: name -> mart. -#}
    {% set marts = {} %}
    {% for name, rate in api_call_volume.engagement_rates().items() if rate.in_scorecard %}
        {% do marts.update({name: rate.mart}) %}
    {% endfor %}
    {{ return(marts) }}
{% endmacro %}
