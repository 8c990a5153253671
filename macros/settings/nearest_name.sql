{% macro nearest_name(name, names, least_likeness=0.6) %}
    {#-
        Which of `names` a user probably meant by a misspelled `name`: the one that shares most of its pairs of letters
        (the Dice coefficient, at least `least_likeness`), whatever the letter case and the punctuation. None if no name is near.
    -#}
    {% set best = {'name': none, 'likeness': least_likeness} %}
    {% set pairs = {} %}
    {% for candidate in [name] + names | list %}
        {% set letters = modules.re.sub('[^a-z0-9]', '', candidate | string | lower) %}
        {% set of_candidate = [] %}
        {% for first, second in zip(letters, letters[1:]) or [] %}
            {% do of_candidate.append(first ~ second) %}
        {% endfor %}
        {% if loop.first %}
            {% do pairs.update({'letters': letters, 'of_name': of_candidate}) %}
        {% else %}
            {% set shared = of_candidate | select('in', pairs.of_name) | list | length %}
            {% set likeness = 1 if letters == pairs.letters else 2 * shared / [of_candidate | length + pairs.of_name | length, 1] | max %}
            {% if likeness >= best.likeness %}
                {% do best.update({'name': candidate, 'likeness': likeness}) %}
            {% endif %}
        {% endif %}
    {% endfor %}
    {{ return(best.name) }}
{% endmacro %}
