{% macro normal_quantile(confidence=0.95) %}
    {#-
        A number: how many standard deviations on each side of the mean hold a share `confidence` (0.8, 0.9, 0.95 or
        0.99) of a normal distribution. Any other share is a compiler error.
    -#}
    {% set quantiles = {0.8: 1.2815515655446004, 0.9: 1.6448536269514722, 0.95: 1.959963984540054, 0.99: 2.5758293035489004} %}
    {% if confidence not in quantiles %}
        {{ exceptions.raise_compiler_error(
            'api_call_volume: normal_quantile: no quantile is known for a confidence of ' ~ confidence ~ '. Use one of '
            ~ quantiles.keys() | join(', ') ~ '.'
        ) }}
    {% endif %}
    {{ return(quantiles[confidence]) }}
{% endmacro %}
