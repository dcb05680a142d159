import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { OverlayMount, StoredImage } from '#shared/model/layers.ts';
import { clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { imageName, imageSubject, withoutStores } from '#shared/rules/layer-rules.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/** `maxDepth` of moby's overlay2 driver is 128 with the container's own layer; containers/storage has the same bound. */
const mostLayers = 127;

/**
 * O-12: mount(2) takes one page of options. A list of lowers that reaches its end was cut or refused; an image with more layers
 * than the driver takes cannot be started at all. The new mount API takes lowers one by one, without that page.
 */
export const tooManyLowers: Rule = {
  id: 'too-many-lowers',
  code: 'O-12',
  needs: ['mount-tables'],
  alsoReads: ['docker-images', 'containers-storage', 'namespace-links'],
  check(evidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence);
    if (model.overlays.length === 0 && nowhere) {
      return nowhere.answer === 'not-applicable'
        ? notApplicable(evidence, ['mount-tables'], msg('rule.too-many-lowers.none'))
        : nowhere;
    }
    const cut = model.overlays.filter((o) => o.cut && !o.oneByOne);
    const deep = model.storedImages.filter((i) => i.kind !== 'containerd' && depthOf(i) > mostLayers);
    return firesOr([...cut.map(full), ...deep.map(tall)], () =>
      clear(
        msg('rule.too-many-lowers.clear', {
          overlays: model.overlays.length,
          most: model.overlays.reduce((most, o) => Math.max(most, o.lowers.length), 0),
        }),
      ),
    );
  },
};

const depthOf = ({ layers }: StoredImage): number => (isAbsent(layers) ? 0 : layers.length);

function full(overlay: OverlayMount): Finding {
  return finding({
    id: `O-12:${overlay.device}`,
    severity: 'medium',
    title: msg('rule.too-many-lowers.title', { device: overlay.device }),
    statement: msg('rule.too-many-lowers.statement', {
      device: overlay.device,
      lowers: overlay.lowers.length,
      bytes: overlay.lowerText.length,
    }),
    subjects: [pathSubject(overlay.upper ?? overlay.lowers[0] ?? overlay.device)],
    sources: [overlay.source],
    why: [msg('rule.too-many-lowers.why')],
    wrongIf: [msg('rule.too-many-lowers.wrong-if')],
    remedy: [remedyStep(msg('rule.too-many-lowers.flatten'), null, 'host')],
  });
}

function tall(image: StoredImage): Finding {
  const [first, ...rest] = image.sources;
  return finding({
    id: `O-12:${image.key}`,
    severity: 'medium',
    title: msg('rule.too-many-lowers.title-image', { image: imageName(image) }),
    statement: msg('rule.too-many-lowers.statement-image', {
      image: imageName(image),
      layers: depthOf(image),
      most: mostLayers,
    }),
    subjects: [imageSubject(image)],
    sources: nonEmpty(first!, rest),
    why: [msg('rule.too-many-lowers.why')],
    wrongIf: [msg('rule.too-many-lowers.wrong-if')],
    remedy: [remedyStep(msg('rule.too-many-lowers.flatten'), null, 'host')],
  });
}
